"""``python -m runtime DIR COMMAND``: the commands of an instance."""

from runtime.cli import main

if __name__ == "__main__":
    main()
