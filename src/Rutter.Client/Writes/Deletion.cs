namespace Rutter.Client.Writes;

/// <summary>The answer to a deletion. Source: seed "Bank Transfers", heading "Delete a Bank Transfer".</summary>
public sealed class Deletion
{
    /// <summary><c>deleted</c>, or <c>not_found</c> where the object was gone already.</summary>
    public string? Code { get; set; }

    /// <summary>Whether the API counts it as a success.</summary>
    public bool? Success { get; set; }
}
