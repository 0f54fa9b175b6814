namespace HeadlessKey.Doctor;

/// <summary>Something to look at that only an extension knows of, such as another server.</summary>
internal interface IContributedCheck
{
    Check Check { get; }
}
