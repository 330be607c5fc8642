"""Many documents: found, named, cleaned one after another, and written so that nothing is ever half there."""
