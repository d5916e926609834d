//! E-RÄK: its API as suppliers call it, and its pages as a browser and a stranger ask for them.

mod api;
mod defects;
mod life;
mod limit;
mod pages;
mod safety;
mod shown;
mod supplier;
mod switches;
