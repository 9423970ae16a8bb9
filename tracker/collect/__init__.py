"""From a source to a snapshot, and from a snapshot to an article: the only room that touches the network."""
