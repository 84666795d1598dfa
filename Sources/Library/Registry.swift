// This file lists the modules a cell can import, nothing else.

import Lang

/// Registers every module; each is made at its first import.
public func registerLibrary() {
    let t = ModuleTable.shared
    registerStandard(t)
    Numpy.register(t)
    TorchModule.register(t)
    Matplotlib.register(t)
    Pillow.register(t)
    CellModules.register(t)
    SavedLibrary.register()
}
