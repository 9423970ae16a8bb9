"""The tracker as a service: what runs when, one thing at a time, watched, and stopping cleanly."""
