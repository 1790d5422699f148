using System.Reflection;
using System.Reflection.Emit;

namespace RunEvaluations.Architecture.Tests;

/// <summary>The types that a type's signatures and method bodies name, whether or not its source spells them.</summary>
internal static class TypeUses
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly
        | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    /// <summary>Lambdas and async methods live in nested types, so those count as the type's own.</summary>
    public static IReadOnlySet<Type> Of(Type type) =>
        TypesNamedBy(type).Concat(type.GetNestedTypes(Declared).SelectMany(Of)).ToHashSet();

    private static IEnumerable<Type> TypesNamedBy(Type type)
    {
        var methods = type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared)).ToList();
        return type.GetInterfaces()
            .Append(type.BaseType)
            .Concat(type.GetFields(Declared).SelectMany(Signature))
            .Concat(methods.SelectMany(Signature))
            .Concat(methods.SelectMany(Body))
            .SelectMany(Parts);
    }

    private static IEnumerable<Type?> Signature(MemberInfo member) => member switch
    {
        FieldInfo field => [field.DeclaringType, field.FieldType],
        MethodInfo method =>
            [method.DeclaringType, method.ReturnType, .. ParametersOf(method), .. method.GetGenericArguments()],
        ConstructorInfo constructor => [constructor.DeclaringType, .. ParametersOf(constructor)],
        Type type => [type],
        _ => [],
    };

    private static IEnumerable<Type> ParametersOf(MethodBase method) =>
        method.GetParameters().Select(parameter => parameter.ParameterType);

    private static IEnumerable<Type> Parts(Type? type)
    {
        if (type is null || type.IsGenericParameter)
            return [];
        return type.HasElementType
            ? Parts(type.GetElementType())
            : type.GetGenericArguments().SelectMany(Parts).Append(type);
    }

    private static IEnumerable<Type?> Body(MethodBase method)
    {
        if (method.GetMethodBody() is not { } body || body.GetILAsByteArray() is not { } code)
            return [];
        var typeArguments = method.DeclaringType!.GetGenericArguments();
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : [];
        return Tokens(code)
            .Select(token => method.Module.ResolveMember(token, typeArguments, methodArguments)!)
            .SelectMany(Signature)
            .Concat(body.LocalVariables.Select(local => local.LocalType))
            .Concat(body.ExceptionHandlingClauses
                .Where(clause => clause.Flags == ExceptionHandlingClauseOptions.Clause)
                .Select(clause => clause.CatchType));
    }

    private static IEnumerable<int> Tokens(byte[] code)
    {
        var at = 0;
        while (at < code.Length)
        {
            var isLong = code[at] == 0xFE;
            var value = isLong ? unchecked((short)(0xFE00 | code[at + 1])) : code[at];
            var operand = OpCodesByValue[value].OperandType;
            at += isLong ? 2 : 1;
            if (operand is OperandType.InlineField or OperandType.InlineMethod
                or OperandType.InlineType or OperandType.InlineTok)
                yield return BitConverter.ToInt32(code, at);
            at += operand switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }
}
