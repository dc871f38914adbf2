using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Reflection;

namespace RutterPS.Filters;

/// <summary>
/// Evaluates the values of a script-block filter where the script block was written: its variables are those that its writer sees,
/// in a function, in a module, and when another module hands it on.
/// </summary>
internal sealed class ValueEvaluator(PSCmdlet cmdlet, ScriptBlock filter)
{
    // PowerShell offers no public way to bind a script block to the session state of one that belongs to no module (PowerShell issue 6147).
    private static readonly PropertyInfo? Binding =
        typeof(ScriptBlock).GetProperty("SessionStateInternal", BindingFlags.Instance | BindingFlags.NonPublic);

    /// <summary>The value of an expression.</summary>
    /// <param name="expression">Its source text.</param>
    /// <returns>What it gives: null for nothing, one object, or the list of several.</returns>
    /// <exception cref="RuntimeException">It fails, for example because a variable is not set under strict mode.</exception>
    public object? Evaluate(string expression)
    {
        var results = Bind(ScriptBlock.Create(expression)).Invoke();
        return results switch
        {
            [] => null,
            [var only] => only is null ? null : only.BaseObject,
            Collection<PSObject> several => several,
        };
    }

    private ScriptBlock Bind(ScriptBlock expression)
    {
        if (filter.Module is { } module)
        {
            return module.NewBoundScriptBlock(expression);
        }

        if (cmdlet.SessionState.Module is null)
        {
            return expression;
        }

        if (Binding?.GetValue(filter) is not { } home)
        {
            throw new PSInvalidOperationException(
                "The script block comes from outside the module that hands it on, and its variables are out of reach. Turn it into text with ConvertTo-RutterFilter first.");
        }

        Binding.SetValue(expression, home);
        return expression;
    }
}
