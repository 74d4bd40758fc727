using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Aggregator.Tests.Architecture;

/// <summary>
/// Every mention of a type within a type, its nested types included: closures of lambdas, state machines of async methods and iterators
/// are nested types, so nothing is hidden in them. Not seen, because the compiler leaves no trace: constants and <c>nameof</c>.
/// </summary>
internal static class TypeUses
{
    public static IEnumerable<TypeUse> Of(TypeDefinition type) => OfOne(type).Concat(type.NestedTypes.SelectMany(Of));

    private static IEnumerable<TypeUse> OfOne(TypeDefinition type)
    {
        var header = Header(type).Concat(OfAttributes(type)).Concat(OfGenericParameters(type)).At(type.FullName);
        return header
            .Concat(type.Fields.SelectMany(field => OfAttributes(field).Prepend(field.FieldType).At(field.FullName)))
            .Concat(type.Properties.SelectMany(property => OfAttributes(property).Prepend(property.PropertyType).At(property.FullName)))
            .Concat(type.Events.SelectMany(@event => OfAttributes(@event).Prepend(@event.EventType).At(@event.FullName)))
            .Concat(type.Methods.SelectMany(method => OfSignature(method).Concat(OfBody(method)).At(method.FullName)));
    }

    private static IEnumerable<TypeReference> Header(TypeDefinition type)
    {
        if (type.BaseType is not null)
            yield return type.BaseType;
        foreach (var implementation in type.Interfaces)
        {
            yield return implementation.InterfaceType;
            foreach (var used in OfAttributes(implementation))
                yield return used;
        }
    }

    private static IEnumerable<TypeReference> OfSignature(MethodDefinition method) =>
        OfReference(method)
            .Concat(OfAttributes(method))
            .Concat(OfAttributes(method.MethodReturnType))
            .Concat(method.Parameters.SelectMany(OfAttributes))
            .Concat(OfGenericParameters(method))
            .Concat(method.Overrides.SelectMany(OfReference));

    private static IEnumerable<TypeReference> OfBody(MethodDefinition method)
    {
        if (!method.HasBody)
            return [];
        return method.Body.Variables.Select(variable => variable.VariableType)
            .Concat(method.Body.ExceptionHandlers.Where(handler => handler.CatchType is not null).Select(handler => handler.CatchType))
            .Concat(method.Body.Instructions.SelectMany(OfOperand));
    }

    private static IEnumerable<TypeReference> OfOperand(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        MethodReference method => OfReference(method).Append(method.DeclaringType),
        CallSite site => site.Parameters.Select(parameter => parameter.ParameterType).Append(site.ReturnType),
        _ => [],
    };

    private static IEnumerable<TypeReference> OfReference(MethodReference method)
    {
        IEnumerable<TypeReference> arguments = method is GenericInstanceMethod generic ? generic.GenericArguments : [];
        return method.Parameters.Select(parameter => parameter.ParameterType).Append(method.ReturnType).Concat(arguments);
    }

    private static IEnumerable<TypeReference> OfGenericParameters(IGenericParameterProvider provider) =>
        provider.GenericParameters.SelectMany(parameter =>
            parameter.Constraints.Select(constraint => constraint.ConstraintType).Concat(OfAttributes(parameter)));

    private static IEnumerable<TypeReference> OfAttributes(ICustomAttributeProvider provider) => provider.CustomAttributes.SelectMany(OfAttribute);

    private static IEnumerable<TypeReference> OfAttribute(CustomAttribute attribute) =>
        attribute.ConstructorArguments
            .Concat(attribute.Properties.Concat(attribute.Fields).Select(named => named.Argument))
            .SelectMany(OfArgument)
            .Append(attribute.AttributeType);

    private static IEnumerable<TypeReference> OfArgument(CustomAttributeArgument argument) => argument.Value switch
    {
        TypeReference type => [argument.Type, type],
        CustomAttributeArgument boxed => OfArgument(boxed),
        CustomAttributeArgument[] elements => elements.SelectMany(OfArgument).Append(argument.Type),
        _ => [argument.Type],
    };

    private static IEnumerable<TypeUse> At(this IEnumerable<TypeReference> types, string where) =>
        types.SelectMany(Parts).Select(type => new TypeUse(type, where));

    /// <summary>A constructed type taken apart: elements, generic arguments, modifiers.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        GenericParameter => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Concat(Parts(generic.ElementType)),
        FunctionPointerType pointer => pointer.Parameters.Select(parameter => parameter.ParameterType).Append(pointer.ReturnType).SelectMany(Parts),
        IModifierType modifier => Parts(modifier.ModifierType).Concat(Parts(modifier.ElementType)),
        TypeSpecification specification => Parts(specification.ElementType),
        _ => [type],
    };
}
