//! Files that must agree with each other: the machine, the functions, the template, the routes.

mod machine;
mod permissions;
mod routes;
mod sources;
