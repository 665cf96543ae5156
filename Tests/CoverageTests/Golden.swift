/// What the tools really printed (Go 1.23, LLVM 21 with rustc 1.95), for machines that have none of them.
enum Golden {
    static let goFunctions = """
        example.org/shimlike/main.go:10:\t*service.Create\t83.3%
        example.org/shimlike/main.go:19:\tservice.Unused\t0.0%
        example.org/shimlike/main.go:21:\tgeneric\t\t100.0%
        example.org/shimlike/main.go:23:\tmain\t\t75.0%
        total\t\t\t\t\t(statements)\t75.0%

        """

    static let lcov = """
        SF:/build/shimlike/src/main.rs
        FN:16,_RNvNtCs3SQuCPw56x9_8shimlike5inner6helper
        FN:15,_RNvCs3SQuCPw56x9_8shimlike4body
        FN:26,_RNvCs3SQuCPw56x9_8shimlike4main
        FN:4,_RNvMCs3SQuCPw56x9_8shimlikeNtB2_7Service3new
        FN:5,_RNvMCs3SQuCPw56x9_8shimlikeNtB2_7Service6unused
        FN:19,_RNvNvCs3SQuCPw56x9_8shimlike5block3raw
        FN:19,_RNvNvNvCs3SQuCPw56x9_8shimlike5block3raw1c
        FN:19,_RNvNvNvCs3SQuCPw56x9_8shimlike5block3raw2no
        FN:8,_RNvXs_Cs3SQuCPw56x9_8shimlikeNtB4_7ServiceNtB4_4Task6create
        FN:17,_RINvCs3SQuCPw56x9_8shimlike5blockNCNvB2_4body0EB2_
        FN:14,_RINvCs3SQuCPw56x9_8shimlike7genericlEB2_
        FN:15,_RNCNvCs3SQuCPw56x9_8shimlike4body0B3_
        FN:10,_RNCNvXs_Cs3SQuCPw56x9_8shimlikeNtB6_7ServiceNtB6_4Task6create0B6_
        FNDA:1,_RNvNtCs3SQuCPw56x9_8shimlike5inner6helper
        FNDA:1,_RNvCs3SQuCPw56x9_8shimlike4body
        FNDA:1,_RNvCs3SQuCPw56x9_8shimlike4main
        FNDA:1,_RNvMCs3SQuCPw56x9_8shimlikeNtB2_7Service3new
        FNDA:0,_RNvMCs3SQuCPw56x9_8shimlikeNtB2_7Service6unused
        FNDA:1,_RNvNvCs3SQuCPw56x9_8shimlike5block3raw
        FNDA:0,_RNvNvNvCs3SQuCPw56x9_8shimlike5block3raw1c
        FNDA:1,_RNvNvNvCs3SQuCPw56x9_8shimlike5block3raw2no
        FNDA:1,_RNvXs_Cs3SQuCPw56x9_8shimlikeNtB4_7ServiceNtB4_4Task6create
        FNDA:1,_RINvCs3SQuCPw56x9_8shimlike5blockNCNvB2_4body0EB2_
        FNDA:1,_RINvCs3SQuCPw56x9_8shimlike7genericlEB2_
        FNDA:1,_RNCNvCs3SQuCPw56x9_8shimlike4body0B3_
        FNDA:1,_RNCNvXs_Cs3SQuCPw56x9_8shimlikeNtB6_7ServiceNtB6_4Task6create0B6_
        FNF:13
        FNH:11
        DA:4,1
        DA:5,0
        DA:8,1
        DA:9,1
        DA:10,1
        DA:11,1
        DA:12,1
        DA:14,1
        DA:15,1
        DA:16,1
        DA:17,1
        DA:19,1
        DA:20,1
        DA:21,1
        DA:22,1
        DA:23,1
        DA:24,1
        DA:25,1
        DA:26,1
        DA:27,1
        DA:28,1
        DA:29,1
        DA:30,1
        BRF:0
        BRH:0
        LF:27
        LH:25
        end_of_record

        """

    /// What `llvm-cxxfilt` printed for each mangled name.
    private static let names = [
        "_RINvCs3SQuCPw56x9_8shimlike5blockNCNvB2_4body0EB2_":
            "shimlike::block::<shimlike::body::{closure#0}>",
        "_RINvCs3SQuCPw56x9_8shimlike7genericlEB2_":
            "shimlike::generic::<i32>",
        "_RNCNvCs3SQuCPw56x9_8shimlike4body0B3_":
            "shimlike::body::{closure#0}",
        "_RNCNvXs_Cs3SQuCPw56x9_8shimlikeNtB6_7ServiceNtB6_4Task6create0B6_":
            "<shimlike::Service as shimlike::Task>::create::{closure#0}",
        "_RNvCs3SQuCPw56x9_8shimlike4body":
            "shimlike::body",
        "_RNvCs3SQuCPw56x9_8shimlike4main":
            "shimlike::main",
        "_RNvMCs3SQuCPw56x9_8shimlikeNtB2_7Service3new":
            "<shimlike::Service>::new",
        "_RNvMCs3SQuCPw56x9_8shimlikeNtB2_7Service6unused":
            "<shimlike::Service>::unused",
        "_RNvNtCs3SQuCPw56x9_8shimlike5inner6helper":
            "shimlike::inner::helper",
        "_RNvNvCs3SQuCPw56x9_8shimlike5block3raw":
            "shimlike::block::raw",
        "_RNvNvNvCs3SQuCPw56x9_8shimlike5block3raw1c":
            "shimlike::block::raw::c",
        "_RNvNvNvCs3SQuCPw56x9_8shimlike5block3raw2no":
            "shimlike::block::raw::no",
        "_RNvXs_Cs3SQuCPw56x9_8shimlikeNtB4_7ServiceNtB4_4Task6create":
            "<shimlike::Service as shimlike::Task>::create",
    ]

    static func demangled(_ mangled: [String]) -> [String]? {
        let all = mangled.compactMap { names[$0] }
        return all.count == mangled.count ? all : nil
    }
}
