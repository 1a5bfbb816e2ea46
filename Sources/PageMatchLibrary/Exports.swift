// One import is enough: the engine and its vocabulary come with the library.
@_exported public import PageMatch
