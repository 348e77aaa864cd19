//! The adapters keep the contract of stores, and what each promises beyond it.

mod contract;
