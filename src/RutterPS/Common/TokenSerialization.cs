using System.Collections.Concurrent;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace RutterPS.Common;

/// <summary>Keeps the SecureString of an object out of CLIXML and remote sessions. Outside Windows it would be readable there.</summary>
internal static class TokenSerialization
{
    // Done at the first such object, not at import: it takes longer than the import, and few runspaces need it.
    private const string Script = """
        param($type, $properties)
        $settings = @{ SerializationMethod = 'SpecificProperties'; PropertySerializationSet = $properties; Force = $true }
        Microsoft.PowerShell.Utility\Update-TypeData -TypeName $type @settings -WhatIf:$false -Confirm:$false
        """;

    private static readonly ConditionalWeakTable<Runspace, ConcurrentDictionary<Type, bool>> Known = new();

    /// <summary>Registers a type in the runspace of the cmdlet that emits the object.</summary>
    public static void ExcludeTokenFromSerialization(this PSCmdlet cmdlet, Type type, string secret = "AccessToken")
    {
        if (Known.GetValue(Runspace.DefaultRunspace, static _ => new()).TryAdd(type, true))
        {
            var properties = type.GetProperties().Select(property => property.Name).Where(name => name != secret).ToArray();
            cmdlet.InvokeCommand.InvokeScript(Script, useNewScope: true, PipelineResultTypes.None, input: null, type.FullName, properties);
        }
    }
}
