using System.Management.Automation;
using Rutter.Client.Resources;
using Rutter.Client.Resources.Accounts;
using RutterPS.Resources;

namespace RutterPS.Accounts;

/// <summary>Lists accounts, or fetches some by id.</summary>
[Cmdlet(VerbsCommon.Get, "RutterAccount", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType(typeof(Account))]
public sealed class GetRutterAccountCommand : GetFilterableResourceCommand<Account>
{
    /// <inheritdoc/>
    protected override ResourceDefinition<Account> Definition => Account.Definition;
}
