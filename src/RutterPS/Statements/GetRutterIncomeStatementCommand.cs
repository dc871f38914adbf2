using System.Management.Automation;
using Rutter.Client.Jobs;
using Rutter.Client.Resources;
using Rutter.Client.Resources.IncomeStatements;
using Rutter.Client.Statements;

namespace RutterPS.Statements;

/// <summary>Reads income statements, and waits for the job that makes them.</summary>
[Cmdlet(VerbsCommon.Get, "RutterIncomeStatement")]
[OutputType(typeof(IncomeStatement), typeof(StatementLine), typeof(RutterJob))]
public sealed class GetRutterIncomeStatementCommand : StatementCommand<IncomeStatement>
{
    /// <inheritdoc/>
    protected override ResourceDefinition<IncomeStatement> Definition => IncomeStatement.Definition;
}
