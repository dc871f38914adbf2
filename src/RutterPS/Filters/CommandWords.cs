using System.Collections.ObjectModel;
using System.Management.Automation.Language;

namespace RutterPS.Filters;

/// <summary>What a command that is really a filter consists of, piece by piece.</summary>
internal sealed class CommandWords(ReadOnlyCollection<CommandElementAst> words)
{
    private int next;

    public bool IsAtEndOrConnective => next == words.Count || IsConnective(words[next], out _);

    /// <summary>The next piece, or null at the end.</summary>
    public CommandElementAst? Take() => next < words.Count ? words[next++] : null;

    /// <summary>All up to the next connective or operator: PowerShell cuts an expression such as <c>[datetime]::UtcNow.AddDays(1)</c> in two.</summary>
    public IReadOnlyList<CommandElementAst> TakeValue()
    {
        var start = next;
        while (next < words.Count && words[next] is not CommandParameterAst)
        {
            next++;
        }

        return [.. words.Skip(start).Take(next - start)];
    }

    public static bool IsConnective(CommandElementAst word, out bool isAnd)
    {
        var name = word is CommandParameterAst { Argument: null } parameter ? parameter.ParameterName : "";
        isAnd = name.Equals("and", StringComparison.OrdinalIgnoreCase);
        return isAnd || name.Equals("or", StringComparison.OrdinalIgnoreCase);
    }
}
