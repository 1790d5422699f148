using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace RunEvaluations.Testing;

/// <summary>
/// xunit as it is, and after the last test the server is stopped: the test host is killed soon after it has reported,
/// too soon for anything that runs at the end of a process.
/// </summary>
public sealed class TestFramework(IMessageSink messageSink) : XunitTestFramework(messageSink)
{
    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName) =>
        new Executor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Executor(AssemblyName name, ISourceInformationProvider source, IMessageSink diagnostics)
        : XunitTestFrameworkExecutor(name, source, diagnostics)
    {
        protected override async void RunTestCases(
            IEnumerable<IXunitTestCase> testCases,
            IMessageSink executionMessageSink,
            ITestFrameworkExecutionOptions executionOptions)
        {
            using var runner = new Runner(
                TestAssembly,
                GivenServer.IsUsed ? testCases.Select(PassedOver) : testCases.Where(test => !NeedsCoordinator(test)),
                DiagnosticMessageSink,
                executionMessageSink,
                executionOptions);
            await runner.RunAsync();
        }

        private static bool NeedsCoordinator(IXunitTestCase test) =>
            test.TestMethod.Method.ToRuntimeMethod().ReflectedType!.IsDefined(typeof(NeedsCoordinatorAttribute));

        private IXunitTestCase PassedOver(IXunitTestCase test)
        {
            var method = test.TestMethod.Method.ToRuntimeMethod();
            var reason = method.GetCustomAttribute<NeedsOwnDatabaseAttribute>()
                ?? method.ReflectedType!.GetCustomAttribute<NeedsOwnDatabaseAttribute>();
            return reason is null ? test : new PassedOverTest(reason.Because, DiagnosticMessageSink, test);
        }
    }

    /// <summary>The same test as another, with a reason not to run it.</summary>
    private sealed class PassedOverTest(string because, IMessageSink diagnostics, IXunitTestCase test)
        : XunitTestCase(
            diagnostics,
            TestMethodDisplay.ClassAndMethod,
            TestMethodDisplayOptions.None,
            test.TestMethod,
            test.TestMethodArguments)
    {
        protected override string GetSkipReason(IAttributeInfo factAttribute) => $"Needs a database of its own: it {because}.";
    }

    private sealed class Runner(
        ITestAssembly assembly,
        IEnumerable<IXunitTestCase> testCases,
        IMessageSink diagnostics,
        IMessageSink execution,
        ITestFrameworkExecutionOptions options)
        : XunitTestAssemblyRunner(assembly, testCases, diagnostics, execution, options)
    {
        protected override async Task BeforeTestAssemblyFinishedAsync()
        {
            await TestServer.Stop();
            await base.BeforeTestAssemblyFinishedAsync();
        }
    }
}
