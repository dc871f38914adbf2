using System.Management.Automation;
using Rutter.Client.Text;

namespace RutterPS.Requests;

/// <summary>Plain values of a response as PowerShell objects.</summary>
/// <param name="mask">Masks the session's own secrets in a string; everything else stays as it was sent.</param>
internal sealed class ResponseObjects(Func<string?, string?> mask)
{
    /// <summary>The name by which the view finds these objects.</summary>
    private const string TypeName = "RutterPS.Requests.RutterResponseObject";

    /// <exception cref="InvalidDataException">An object of the response has members that a PowerShell object cannot hold side by side.</exception>
    public object? From(object? value) => value switch
    {
        string text => mask(text),
        object?[] items => Array.ConvertAll(items, From),
        IReadOnlyDictionary<string, object?> members => FromMembers(members),
        _ => value,
    };

    private PSObject FromMembers(IReadOnlyDictionary<string, object?> members)
    {
        var result = new PSObject();
        result.TypeNames.Insert(0, TypeName);
        foreach (var (name, value) in members)
        {
            if (name.Length == 0 || result.Properties[name] is not null)
            {
                throw new InvalidDataException(name.Length == 0
                    ? "The response has a member without a name."
                    : $"The response has members whose names differ in case only: '{DisplayText.Clean(name)}'.");
            }

            result.Properties.Add(new PSNoteProperty(name, From(value)), preValidated: true);
        }

        return result;
    }
}
