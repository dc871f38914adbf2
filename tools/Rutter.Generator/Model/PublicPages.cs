namespace Rutter.Generator.Model;

/// <summary>Which public pages of the API's documentation are known.</summary>
/// <param name="Root">What every address begins with.</param>
/// <param name="Known">The last part of each.</param>
internal sealed record PublicPages(string Root, IReadOnlySet<string> Known)
{
    /// <summary>The address of a page; null for one that nobody has seen.</summary>
    public string? AddressOf(string page) => Known.Contains(page) ? Root + page : null;
}
