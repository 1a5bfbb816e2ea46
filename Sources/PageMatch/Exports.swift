// One import is enough: the vocabulary comes with the engine.
@_exported public import PageMatchCore
