"""The other side of the wire, through the same codec."""
