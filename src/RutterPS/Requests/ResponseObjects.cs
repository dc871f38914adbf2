using System.Management.Automation;
using Rutter.Client.Text;

namespace RutterPS.Requests;

/// <summary>Converts the plain values of a response to PowerShell objects.</summary>
/// <param name="mask">Masks the session's own secrets in a string.</param>
internal sealed class ResponseObjects(Func<string?, string?> mask)
{
    /// <summary>The type name for the view.</summary>
    private const string TypeName = "RutterPS.Requests.RutterResponseObject";

    /// <exception cref="InvalidDataException">The names of an object's members differ in case only, or are empty.</exception>
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
