using System.Management.Automation;
using Rutter.Client.Jobs;
using Rutter.Client.Resources;
using Rutter.Client.Resources.CashFlowStatements;
using Rutter.Client.Statements;

namespace RutterPS.Statements;

/// <summary>Reads cash flow statements, and waits for the job that makes them.</summary>
[Cmdlet(VerbsCommon.Get, "RutterCashFlowStatement")]
[OutputType(typeof(CashFlowStatement), typeof(StatementLine), typeof(RutterJob))]
public sealed class GetRutterCashFlowStatementCommand : StatementCommand<CashFlowStatement>
{
    /// <inheritdoc/>
    protected override ResourceDefinition<CashFlowStatement> Definition => CashFlowStatement.Definition;
}
