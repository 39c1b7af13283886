// Nothing to start: the page measures.
