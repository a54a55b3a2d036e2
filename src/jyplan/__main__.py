"""`python -m jyplan` is the command `jyplan`."""

import sys

from jyplan.cli import main

if __name__ == "__main__":
    sys.exit(main())
