//! 6xxx: what lets in more people than it has to.
