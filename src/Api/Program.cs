return await RunEvaluations.Api.Commands.CommandLine.Run(args);
