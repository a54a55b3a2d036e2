"""Commands over two folders."""
