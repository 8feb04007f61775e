//! What every function does alike.
