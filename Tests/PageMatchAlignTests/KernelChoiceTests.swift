import CAlignKernels
import Foundation
import Testing

@Suite struct KernelChoiceTests {
    @Test("the scalar forms are chosen when they are asked for, and only then")
    func chosen() {
        let wanted = ProcessInfo.processInfo.environment["PAGEMATCH_KERNELS"]
        let isAsked = wanted == "scalar"
        let isScalar = String(cString: pm_align_kernels_chosen().pointee.name) == "scalar"
        #expect(isScalar == isAsked)
    }
}
