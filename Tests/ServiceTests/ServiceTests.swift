import TestSupport
import Testing

/// Drives `pagematch serve` over a loopback connection, each test with a process of its own.
///
/// One at a time: a machine of few cores has enough to do with one.
@Suite(
    .serialized,
    .enabled(
        if: Program.isNamed,
        "PAGEMATCH_BINARY must name a pagematch that has serve: Scripts/test --all"))
struct ServiceTests {}
