import Lang
enum NumpyRandomModule { static func make() -> ModuleObject { ModuleObject("numpy.random") } }
