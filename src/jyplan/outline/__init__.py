"""From a document's blocks to its plans and their outline, in visible stages."""
