//! Many documents: reader → pool → writer in input order.
