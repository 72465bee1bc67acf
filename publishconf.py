"""Settings of Pelican for the published site: absolute addresses, no examples, no drafts, a legal notice."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from pelicanconf import *

NETWORK_PUBLISH = True
