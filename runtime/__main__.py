"""``python -m runtime DIR COMMAND``: the commands of an instance."""

import gc

# While modules load there is nothing to collect, and looking for it costs a tenth of the start.
gc.disable()

from runtime.cli import main  # noqa: E402

gc.enable()

if __name__ == "__main__":
    main()
