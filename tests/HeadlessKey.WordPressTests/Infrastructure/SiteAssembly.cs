// One site for all the tests. A test class asks for it in its constructor.
[assembly: AssemblyFixture(typeof(WordPressSite))]
