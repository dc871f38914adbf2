using Rutter.Benchmarks;
using Rutter.Benchmarks.Floor;
using Rutter.Benchmarks.LongRun;
using Rutter.Benchmarks.Running;
using Rutter.Benchmarks.Server;

// The same program is the runner, the long run, the server that all contenders ask, and the contender without PowerShell.
return args switch
{
    ["serve"] => await PageServer.RunAsync(),
    ["long", .. var options] => await LongRunProgram.RunAsync(options.Contains("--quick")),
    ["floor", .. var work] => await FloorProgram.RunAsync(work),
    _ => await BenchOptions.RunAsync(args, Bench.RunAsync),
};
