//! Documents from being handed over to their outcome, over a loopback server.
