"""``python -m runtime DIR COMMAND``: the commands of an instance."""

import gc

# While modules load there is nothing to collect, and looking for it costs a tenth of the start.
gc.disable()

from runtime.cli import main  # noqa: E402

# Modules stay for good: the collector need not look at them again and again.
gc.freeze()
gc.enable()

if __name__ == "__main__":
    main()
