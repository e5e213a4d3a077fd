//! What people do on the pages, read out of their forms. It must not judge: that is for whoever stands behind the desk.

pub(crate) mod decision;
