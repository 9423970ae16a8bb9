"""Statements in SQL's own words, made once each: the making costs as much as running a small one."""

from functools import lru_cache

import sqlalchemy

text = lru_cache(maxsize=1_024)(sqlalchemy.text)
