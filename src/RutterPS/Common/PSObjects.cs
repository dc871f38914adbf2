using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;

namespace RutterPS.Common;

/// <summary>Helpers for PowerShell's wrapped values.</summary>
internal static class PSObjects
{
    [return: NotNullIfNotNull(nameof(value))]
    public static object? Unwrap(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
