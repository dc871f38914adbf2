namespace RutterPS.Writes;

/// <summary>What became of a row.</summary>
internal enum WriteFate
{
    Done,
    Failed,
    NotSent,
    Unknown,
}
