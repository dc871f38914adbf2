using Rutter.Generator.Model;

namespace Rutter.Generator.Emitting;

/// <summary>What the cmdlets' project is given.</summary>
internal static class CmdletFiles
{
    public static IEnumerable<OutputFile> Of(Api api) => [];
}
