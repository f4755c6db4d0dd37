"""`python -m frontdesk` is `frontdesk`."""

import sys

from frontdesk.cli import main

sys.exit(main())
