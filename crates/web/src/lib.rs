//! Pages and API, made on the server.
