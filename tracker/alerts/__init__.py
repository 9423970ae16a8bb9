"""Telling people what happened: which happenings were told to whom, over which channel, once each."""
