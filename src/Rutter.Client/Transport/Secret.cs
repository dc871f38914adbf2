using System.Diagnostics;
using System.Net;
using System.Security;

namespace Rutter.Client.Transport;

/// <summary>
/// A client secret or an access token. It has no readable property, and its text form is a mask: it can be held by an object that
/// is printed, serialised or logged.
/// </summary>
[DebuggerDisplay("***")]
public sealed class Secret : IEquatable<Secret>
{
    private readonly string value;

    /// <summary>Wraps a secret.</summary>
    /// <param name="value">The secret; not empty and without control characters.</param>
    /// <exception cref="ArgumentException">The value is empty, or has a control character such as a pasted line break.</exception>
    public Secret(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        if (value.Any(char.IsControl))
        {
            throw new ArgumentException("The secret holds a control character, such as a line break that was pasted with it.", nameof(value));
        }

        this.value = value;
    }

    /// <summary>Wraps a secret from PowerShell or a vault.</summary>
    /// <param name="secret">The secret.</param>
    public static implicit operator SecureString?(Secret? secret) => secret?.ToSecureString();

    /// <summary>A mask.</summary>
    /// <returns>Always <c>***</c>.</returns>
    public override string ToString() => "***";

    /// <summary>The secret itself, for code that sends or compares it.</summary>
    /// <returns>The plain text.</returns>
    public string Reveal() => value;

    /// <summary>Compares two secrets.</summary>
    /// <param name="other">Another secret.</param>
    /// <returns>True if both have the same text.</returns>
    public bool Equals(Secret? other) => other is not null && value == other.value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc/>
    public override int GetHashCode() => value.GetHashCode(StringComparison.Ordinal);

    /// <summary>Converts the secret for PowerShell and vaults.</summary>
    /// <returns>A copy, which the caller disposes of.</returns>
    public SecureString ToSecureString() => new NetworkCredential("", value).SecurePassword;
}
