"""What alumni and employers say of a programme: puts the road's numbers and the methods together."""
