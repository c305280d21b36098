//! The rules of a recruitment, in the order of a recruitment. Pure: no clock, no randomness, no I/O; time, seeds and
//! holidays are arguments. Compiles to native code and to wasm.

pub mod points;
pub mod rules;
