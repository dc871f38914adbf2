using System.Management.Automation;
using Rutter.Client.Jobs;
using Rutter.Client.Resources;
using Rutter.Client.Resources.BalanceSheets;
using Rutter.Client.Statements;

namespace RutterPS.Statements;

/// <summary>Reads balance sheets, and waits for the job that makes them.</summary>
[Cmdlet(VerbsCommon.Get, "RutterBalanceSheet")]
[OutputType(typeof(BalanceSheet), typeof(StatementLine), typeof(RutterJob))]
public sealed class GetRutterBalanceSheetCommand : StatementCommand<BalanceSheet>
{
    /// <inheritdoc/>
    protected override ResourceDefinition<BalanceSheet> Definition => BalanceSheet.Definition;
}
