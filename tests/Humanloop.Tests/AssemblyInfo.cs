[assembly: TestFramework("RunEvaluations.Testing.TestFramework", "RunEvaluations.Testing")]
